"""Which page shows which screen.

Each view is imported when its screen comes for the first time: the attract page must be painted before the others
are even read.
"""

from __future__ import annotations

from typing import assert_never

from kiosk.visit import screens
from kiosk.visit.screens import Screen
from ui.views.base import Backstage, PageView


def page_name(screen: Screen) -> str:
    """Name the page of a screen: ``HomeScreen`` is shown by ``home``, whose QML file is ``Home.qml``."""
    stem = type(screen).__name__.removesuffix("Screen")
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in stem).removeprefix("-")


def page_file(screen: Screen) -> str:
    """Name the QML file of a screen's page."""
    return type(screen).__name__.removesuffix("Screen") + ".qml"


def make_view(screen: Screen, backstage: Backstage) -> PageView:
    """Make the view for a screen."""
    match screen:
        case (
            screens.AttractScreen()
            | screens.HomeScreen()
            | screens.ListScreen()
            | screens.GuideScreen()
            | screens.ConsentScreen()
        ):
            return _before_the_card(screen, backstage)
        case (
            screens.IdentifyScreen()
            | screens.UnlockScreen()
            | screens.ScanCodeScreen()
            | screens.SignInScreen()
            | screens.NamePersonScreen()
            | screens.CodeLookupScreen()
        ):
            return _who_it_is(screen, backstage)
        case (
            screens.ProveItScreen()
            | screens.OneTimeCodeScreen()
            | screens.MatchingScreen()
            | screens.ConfirmScreen()
            | screens.WaitingScreen()
            | screens.ChoosePropertiesScreen()
            | screens.ChooseOneScreen()
            | screens.ReviewScreen()
        ):
            return _known(screen, backstage)
        case (
            screens.PrintingScreen()
            | screens.PrintingSlipScreen()
            | screens.AnswerScreen()
            | screens.NoSlipScreen()
            | screens.StoppedScreen()
            | screens.TakeScreen()
            | screens.RateScreen()
        ):
            return _at_the_end(screen, backstage)
        case (
            screens.CardBackScreen()
            | screens.CountdownScreen()
            | screens.HelpScreen()
            | screens.WipingScreen()
            | screens.FaultScreen()
            | screens.OutOfServiceScreen()
        ):
            return _in_between(screen, backstage)
        case _:
            assert_never(screen)


def _before_the_card(
    screen: screens.AttractScreen
    | screens.HomeScreen
    | screens.ListScreen
    | screens.GuideScreen
    | screens.ConsentScreen,
    backstage: Backstage,
) -> PageView:
    match screen:
        case screens.AttractScreen():
            from ui.views.attract import AttractView

            return AttractView(screen, backstage)
        case screens.HomeScreen():
            from ui.views.home import HomeView

            return HomeView(screen, backstage)
        case screens.ListScreen():
            from ui.views.service_list import ServiceListView

            return ServiceListView(screen, backstage)
        case screens.GuideScreen():
            from ui.views.guide import GuideView

            return GuideView(screen, backstage)
        case screens.ConsentScreen():
            from ui.views.consent import ConsentView

            return ConsentView(screen, backstage)
        case _:
            assert_never(screen)


def _who_it_is(
    screen: screens.IdentifyScreen
    | screens.UnlockScreen
    | screens.ScanCodeScreen
    | screens.SignInScreen
    | screens.NamePersonScreen
    | screens.CodeLookupScreen,
    backstage: Backstage,
) -> PageView:
    match screen:
        case screens.IdentifyScreen():
            from ui.views.identify import IdentifyView

            return IdentifyView(screen, backstage)
        case screens.UnlockScreen():
            from ui.views.unlock import UnlockView

            return UnlockView(screen, backstage)
        case screens.ScanCodeScreen():
            from ui.views.scan_code import ScanCodeView

            return ScanCodeView(screen, backstage)
        case screens.SignInScreen():
            from ui.views.sign_in import SignInView

            return SignInView(screen, backstage)
        case screens.NamePersonScreen():
            from ui.views.name_person import NamePersonView

            return NamePersonView(screen, backstage)
        case screens.CodeLookupScreen():
            from ui.views.code_lookup import CodeLookupView

            return CodeLookupView(screen, backstage)
        case _:
            assert_never(screen)


def _known(
    screen: screens.ProveItScreen
    | screens.OneTimeCodeScreen
    | screens.MatchingScreen
    | screens.ConfirmScreen
    | screens.WaitingScreen
    | screens.ChoosePropertiesScreen
    | screens.ChooseOneScreen
    | screens.ReviewScreen,
    backstage: Backstage,
) -> PageView:
    match screen:
        case screens.ProveItScreen():
            from ui.views.prove_it import ProveItView

            return ProveItView(screen, backstage)
        case screens.OneTimeCodeScreen():
            from ui.views.one_time_code import OneTimeCodeView

            return OneTimeCodeView(screen, backstage)
        case screens.MatchingScreen():
            from ui.views.matching import MatchingView

            return MatchingView(screen, backstage)
        case screens.ConfirmScreen():
            from ui.views.confirm import ConfirmView

            return ConfirmView(screen, backstage)
        case screens.WaitingScreen():
            from ui.views.waiting import WaitingView

            return WaitingView(screen, backstage)
        case screens.ChoosePropertiesScreen():
            from ui.views.choose_properties import ChoosePropertiesView

            return ChoosePropertiesView(screen, backstage)
        case screens.ChooseOneScreen():
            from ui.views.choose_one import ChooseOneView

            return ChooseOneView(screen, backstage)
        case screens.ReviewScreen():
            from ui.views.review import ReviewView

            return ReviewView(screen, backstage)
        case _:
            assert_never(screen)


def _at_the_end(
    screen: screens.PrintingScreen
    | screens.PrintingSlipScreen
    | screens.AnswerScreen
    | screens.NoSlipScreen
    | screens.StoppedScreen
    | screens.TakeScreen
    | screens.RateScreen,
    backstage: Backstage,
) -> PageView:
    match screen:
        case screens.PrintingScreen():
            from ui.views.printing import PrintingView

            return PrintingView(screen, backstage)
        case screens.PrintingSlipScreen():
            from ui.views.printing_slip import PrintingSlipView

            return PrintingSlipView(screen, backstage)
        case screens.AnswerScreen():
            from ui.views.answer import AnswerView

            return AnswerView(screen, backstage)
        case screens.NoSlipScreen():
            from ui.views.no_slip import NoSlipView

            return NoSlipView(screen, backstage)
        case screens.StoppedScreen():
            from ui.views.stopped import StoppedView

            return StoppedView(screen, backstage)
        case screens.TakeScreen():
            from ui.views.take import TakeView

            return TakeView(screen, backstage)
        case screens.RateScreen():
            from ui.views.rate import RateView

            return RateView(screen, backstage)
        case _:
            assert_never(screen)


def _in_between(
    screen: screens.CardBackScreen
    | screens.CountdownScreen
    | screens.HelpScreen
    | screens.WipingScreen
    | screens.FaultScreen
    | screens.OutOfServiceScreen,
    backstage: Backstage,
) -> PageView:
    match screen:
        case screens.CardBackScreen():
            from ui.views.card_back import CardBackView

            return CardBackView(screen, backstage)
        case screens.CountdownScreen():
            from ui.views.countdown import CountdownView

            return CountdownView(screen, backstage)
        case screens.HelpScreen():
            from ui.views.help import HelpView

            return HelpView(screen, backstage)
        case screens.WipingScreen():
            from ui.views.wiping import WipingView

            return WipingView(screen, backstage)
        case screens.FaultScreen():
            from ui.views.fault import FaultView

            return FaultView(screen, backstage)
        case screens.OutOfServiceScreen():
            from ui.views.out_of_service import OutOfServiceView

            return OutOfServiceView(screen, backstage)
        case _:
            assert_never(screen)
