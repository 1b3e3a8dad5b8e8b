"""Migrations of the record, made by Django; they run on SQLite and PostgreSQL."""
