//! A CSV file as rows that know their line, and cells that know their column; read with `csv-core`.
