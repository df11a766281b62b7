"""Writers of PDF, Word and spreadsheets over plain dataclasses (FORM-15); they know nothing of schools or requests.

`parts` says what a document is made of, `pdf.to_pdf` and `word.to_docx` write it, `sheets` writes CSV and XLSX,
and `answers` hands a page what it sends.
"""
