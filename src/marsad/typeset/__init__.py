"""Set the record's values as pages to print. Knows no tables and no web: a frozen report comes in, the bytes of a PDF go out."""
