"""Django tables of the record; queries.py is every read, record.py every write."""
