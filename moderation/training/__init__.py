"""LABELS -> MODEL VERSION, with an honest report.

dataset, matrix, fit, evaluate, gate, train, publish
"""
