"""The words of GLOSSARY.md as frozen values, and their rules. Knows no table, page, network or clock."""
