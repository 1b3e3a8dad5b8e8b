"""Tables that people send, CSV and XLSX, read into rows of text; what a row means is none of its business."""
