"""One measured thing as a page: a chart, who disagrees, what was revised, and every sentence. Rows in, HTML out."""

from tasks.report.charts import picture
from tasks.report.claimants import claimants_of
from tasks.report.pages import render_page, title_of
from tasks.report.rows import Report
from tasks.report.selecting import read_report

__all__ = ["Report", "claimants_of", "picture", "read_report", "render_page", "title_of"]
