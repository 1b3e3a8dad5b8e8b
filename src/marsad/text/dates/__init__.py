"""Days, months, years and times in Arabic text, and what they come to as EDTF."""
