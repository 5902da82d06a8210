"""What pages and documents say of indicators, and the public face that other apps read."""

from indicators.models import Indicator

NoIndicator = Indicator.DoesNotExist

__all__ = ["NoIndicator"]
