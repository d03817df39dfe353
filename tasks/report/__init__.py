"""One measured thing as a page: a chart, who disagrees, what was revised, and every sentence. Rows in, HTML out."""

from tasks.report.novelties import new_disagreements, new_revisions
from tasks.report.pages import contested_picture, render_page
from tasks.report.rows import Report
from tasks.report.selecting import read_report

__all__ = ["Report", "contested_picture", "new_disagreements", "new_revisions", "read_report", "render_page"]
