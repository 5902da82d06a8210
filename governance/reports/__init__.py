"""What is said of committees, meetings and papers: report models and the builders that fill them.

A *Report* here is a paper put before a committee; what this room builds is what pages and packs
show of it.
"""
