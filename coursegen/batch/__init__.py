"""One course for many units, on many processes or machines: planned once, resumed after a kill, told unit by unit."""
