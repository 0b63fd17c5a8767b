"""Writes days off and make-up days of Viet Nam as the Python library `holidays` knows them (pip install holidays)."""
import holidays

YEARS = range(2014, 2028)
vn = holidays.country_holidays("VN", years=YEARS)
print(f"# holidays {holidays.__version__} (MIT), country VN: days off from Monday to Friday, then Saturdays worked")
for year in YEARS:
    off = [day for day in sorted(vn) if day.year == year and day.weekday() < 5]
    print(year, "off", *off)
    print(year, "make-up", *[day for day in sorted(vn.weekend_workdays) if day.year == year])
