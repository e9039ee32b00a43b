"""What a course and its products say of each other: where each point is taught, practised and tested."""

from coursegen.report.sheet import workbook
from coursegen.report.trace import COUNTS, Gap, Located, Row, Trace, trace

__all__ = ["COUNTS", "Gap", "Located", "Row", "Trace", "trace", "workbook"]
