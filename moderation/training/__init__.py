"""LABELS -> MODEL VERSION, with an honest report: dataset, fit, evaluate, publish, train."""
