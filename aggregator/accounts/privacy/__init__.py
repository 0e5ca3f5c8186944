"""What people may ask about their own data: a copy of all of it, or its end.

rules   each table that names a person: what its rows are called in the copy, and what becomes of them in the end
rows    the rows of a rule as plain values
export  the copy: claimed, put together file by file, given out, taken away
page    its index, for reading
erase   the end: the account closed at once, its tables emptied one after the other
"""
