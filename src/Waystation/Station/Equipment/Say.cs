using Waystation.Shared;

namespace Waystation.Equipment;

static class Say
{
    public static Sentence NotSoMany => new("equipment.not-so-many");
    public static Sentence NotSoMuchMoney => new("equipment.not-so-much-money");
    public static Sentence ReversedAlready => new("equipment.reversed-already");
    public static Sentence NotReversedHere => new("equipment.not-reversed-here");
    public static Sentence ReversedWithItsBatch => new("equipment.reversed-with-its-batch");
    public static Sentence NoSuchEntry => new("equipment.no-such-entry");
    public static Sentence FundNameLength(int most) => new("equipment.fund-name-length", most);
    public static Sentence FundNameTaken => new("equipment.fund-name-taken");
    public static Sentence ChooseFund => new("equipment.choose-fund");
    public static Sentence MoneyWrong => new("equipment.money-wrong");
    public static Sentence PaperNeeded(int most) => new("equipment.paper-needed", most);
    public static Sentence NoteTooLong(int most) => new("equipment.note-too-long", most);
    public static Sentence ReasonNeeded(int most) => new("equipment.reason-needed", most);
    public static Sentence BatchNumberNeeded(int most) => new("equipment.batch-number-needed", most);
    public static Sentence BatchNumberTaken(string number) => new("equipment.batch-number-taken", number);
    public static Sentence SupplierNeeded(int most) => new("equipment.supplier-needed", most);
    public static Sentence BoughtOnWrong => new("equipment.bought-on-wrong");
    public static Sentence NothingBought => new("equipment.nothing-bought");
    public static Sentence QuantityWrong(int most) => new("equipment.quantity-wrong", most);
    public static Sentence KindTwice => new("equipment.kind-twice");
    public static Sentence VoidAlready => new("equipment.void-already");
    public static Sentence TooManyRows(int most) => new("equipment.too-many-rows", most);
    public static Sentence RowItemUnknown(int row, string typed) => new("equipment.row-item-unknown", row, typed.Length > 40 ? typed[..40] : typed);
    public static Sentence RowItemTwice(int row, string item) => new("equipment.row-item-twice", row, item);
    public static Sentence RowQuantityWrong(int row, int most) => new("equipment.row-quantity-wrong", row, most);
    public static Sentence RowPriceWrong(int row) => new("equipment.row-price-wrong", row);
    public static Sentence NotFromThere => new("equipment.not-from-there");
    public static Sentence NothingToSend => new("equipment.nothing-to-send");
    public static Sentence StationOver(string name) => new("equipment.station-over", name);
    public static Sentence NoSuchStation => new("equipment.no-such-station");
    public static Sentence MoreThanLeft(string item, long wanted, int left) => new("equipment.more-than-left", item, wanted, left);
    public static Sentence SentAlready => new("equipment.sent-already");
    public static Sentence KeeperOrStreetSigns => new("equipment.keeper-or-street-signs");
    public static Sentence SignedAlready => new("equipment.signed-already");
    public static Sentence RecalledAlready => new("equipment.recalled-already");
    public static Sentence NotUnderWay => new("equipment.not-under-way");
    public static Sentence CountEach => new("equipment.count-each");
    public static Sentence AtMostWhatWasSent(int sent) => new("equipment.at-most-what-was-sent", sent);
    public static Sentence SayWhyFewer(int most) => new("equipment.say-why-fewer", most);
    public static Sentence MeanwhileOthers => new("equipment.meanwhile-others");
    public static Sentence NotSignedYet => new("equipment.not-signed-yet");
    public static Sentence ChooseHow => new("equipment.choose-how");
    public static Sentence NothingToSettle => new("equipment.nothing-to-settle");
    public static Sentence ChooseItem => new("equipment.choose-item");
    public static Sentence NotHandedOut(string item) => new("equipment.not-handed-out", item);
    public static Sentence TakerNeeded(int most) => new("equipment.taker-needed", most);
    public static Sentence NothingLeft => new("equipment.nothing-left");
    public static Sentence DecidedAlready => new("equipment.decided-already");
    public static Sentence AnotherPersonDecides => new("equipment.another-person-decides");
    public static Sentence AskedAlready => new("equipment.asked-already");
    public static Sentence LeastWrong(int most) => new("equipment.least-wrong", most);
    public static Sentence MonthWrong => new("equipment.month-wrong");
}
