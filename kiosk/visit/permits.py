"""Which touches a screen offers; every other touch is a stale one and is dropped."""

from __future__ import annotations

from typing import get_args

from kiosk.visit import actions as a
from kiosk.visit import screens as s
from kiosk.visit.register import MatterFound

AID = get_args(a.AidAction)
OFFERED: dict[type, tuple[type, ...]] = {
    s.AttractScreen: (a.Start,),
    s.HomeScreen: (a.ShowVerb, a.ShowTheme, a.ShowAll, a.Open),
    s.ListScreen: (a.Open, a.Turn, a.Back),
    s.GuideScreen: (a.Back, a.Forward),
    s.ConsentScreen: (a.Back, a.Forward, a.EndVisit),
    s.IdentifyScreen: (a.ChooseWay, a.Back, a.EndVisit),
    s.UnlockScreen: (a.EnterMrz, a.EnterCan, a.Type, a.Back, a.EndVisit),
    s.ScanCodeScreen: (a.ChooseWay, a.Back, a.EndVisit),
    s.SignInScreen: (a.SignIn, a.Type, a.Back, a.EndVisit),
    s.NamePersonScreen: (a.NameResident, a.Type, a.Back, a.EndVisit),
    s.ProveItScreen: (a.ChooseFactor, a.EndVisit),
    s.OneTimeCodeScreen: (a.EnterOneTimeCode, a.SendAgain, a.ChooseFactor, a.Type, a.EndVisit),
    s.MatchingScreen: (a.ChooseFactor, a.EndVisit),
    s.CodeLookupScreen: (a.Forward, a.Back),
    s.ConfirmScreen: (a.NotMe, a.Forward, a.EndVisit),
    s.WaitingScreen: (a.EndVisit,),
    s.ChoosePropertiesScreen: (a.Toggle, a.ToggleAll, a.Turn, a.Back, a.Forward, a.EndVisit),
    s.ChooseOneScreen: (a.Toggle, a.Turn, a.Back, a.Forward, a.EndVisit),
    s.ReviewScreen: (a.ChangeCopies, a.Back, a.Forward, a.EndVisit),
    s.PrintingScreen: (),
    s.PrintingSlipScreen: (),
    s.AnswerScreen: (a.Back, a.Forward, a.SkipSlip, a.EndVisit),
    s.NoSlipScreen: (a.Forward,),
    s.StoppedScreen: (a.PrintSlip, a.EndVisit),
    s.CardBackScreen: (a.EndVisit,),
    s.CountdownScreen: (a.Stay, a.EndVisit),
    s.HelpScreen: (a.LeaveHelp,),
    s.TakeScreen: (),
    s.WipingScreen: (),
    s.FaultScreen: (),
    s.RateScreen: (a.Rate, a.SkipRating),
    s.OutOfServiceScreen: (),
}
"""The actions of each screen's own keys; the aid bar's come on top of them."""


def permits(screen: s.Screen, action: a.Action) -> bool:
    """Whether this screen offers this action now."""
    if isinstance(action, a.ToggleVoice) and not screen.frame.may_speak:
        return False
    if isinstance(action, AID):
        return not isinstance(screen, s.AttractScreen | s.OutOfServiceScreen)
    match screen, action:
        case s.IdentifyScreen(others=ways) | s.ScanCodeScreen(others=ways), a.ChooseWay(way):
            return way in ways
        case s.ProveItScreen(factors=factors), a.ChooseFactor(factor):
            return factor in factors
        case s.OneTimeCodeScreen(others=factors) | s.MatchingScreen(others=factors), a.ChooseFactor(factor):
            return factor in factors
        case s.CodeLookupScreen(found=found), a.Forward():
            return isinstance(found, MatterFound)
        case s.GuideScreen(pause=s.Pause()), a.Forward():
            return False
        case s.AnswerScreen(slip_possible=False), a.Forward():
            return False
        case s.StoppedScreen(slip_possible=False), a.PrintSlip():
            return False
        case s.TakeScreen(by_word=True), a.TookPapers():
            return True
        case _:
            return isinstance(action, OFFERED.get(type(screen), ()))
