using System.Text.Json;

namespace Waystation.Logbook;

/// <summary>What was done, as the log says it: always one of these, never a free text. A code once written keeps its meaning.</summary>
public enum Did
{
    ImportedMembers,
    ImportedStations,
    ImportedDivisions,
    /// <summary>The refused rows of an import left the house as a file, with everything that was typed in them.</summary>
    TookRefusedRows,
    PrintedSlips,
    SignedInAsOperator,
    MadeBackup,
    SignedIn,
    SignedOut,
    SignedOutEverywhere,
    LockedAccount,
    SetUpAccount,
    AddedOfficer,
    GavePost,
    EndedPost,
    ResetAccount,
    FoundedUnion,
    MovedUnion,
    MergedUnions,
    RenamedUnion,
    DissolvedUnion,
    RevealedMember,
    ExportedMembers,
    TookOwnCopy,
    MadeDataRequest,
    TookBackDataRequest,
    OpenedDataRequest,
    GrantedDataRequest,
    RefusedDataRequest,
    WithdrewConsent,
    ClosedAccount,
    EndedMembership,
    CorrectedMember,
    ErasedMember,
    CarriedOutRetention,
    /// <summary>A lost phone: what was issued for this member so far is void.</summary>
    RevokedCodes,
    UnlockedAccount,
    ClosedOfficerAccount,
    ExportedLog,
    /// <summary>Every seal was made again from its rows; the amount is how much was found wrong.</summary>
    VerifiedLog,
    BoundRecord,
    /// <summary>Another phone opens a record that was bound before.</summary>
    AddedPhone,
    PrintedRegistration,
    ExportedRecords,
    MadeJoinCode,
    RevokedJoinCode,
    AppliedToJoin,
    ApprovedApplication,
    RefusedApplication,
    PassedUpApplication,
    AppealedApplication,
    WithdrewApplication,
    RevealedApplication,
    PrintedApplication,
    PrintedRoll,
    AskedTransfer,
    ObjectedTransfer,
    DeclinedTransfer,
    TransferredMember,
    ConfirmedStation,
    AnsweredStationQuestion,
    ChangedStationForATime,
    EndedStationChange,
    SetKeyItem,
    ChangedKeyItem,
    ShowedKeyItem,
    FinishedKeyItem,
    ReopenedKeyItem,
    WithdrewKeyItem,
    CommentedKeyItem,
    ReportedKeyWork,
    /// <summary>Last month's unfinished items stand on the new month's list; the amount is how many.</summary>
    CarriedKeyWork,
    AskedFullExport,
    ReleasedFullExport,
    TookFullExport,
    ImportedInsured,
    /// <summary>A quarter's direct settlement was computed; its payments are prepared.</summary>
    SettledQuarter,
    /// <summary>The amount is how much was found wrong.</summary>
    VerifiedLedger,
    /// <summary>A second officer let a prepared batch go to the bank.</summary>
    ReleasedPayments,
    TookBankFile,
    RecordedBankAnswer,
    MendedCard,
    /// <summary>By command: another key signs membership codes from now on.</summary>
    RenewedCodeKey,
    /// <summary>By command: a key that may have become known verifies nothing any more.</summary>
    WithdrewCodeKey,
    AppliedForStation,
    PlannedStations,
    /// <summary>The amount is which step of its life it was.</summary>
    TookStationStep,
    DescribedStation,
    AddedKeeper,
    /// <summary>By an officer, or by the keeper who hands the place on; whoever was in is out.</summary>
    RenewedKeeperPin,
    WithdrewKeeper,
    RenewedDoorCode,
    /// <summary>The amount is how many.</summary>
    AddedUmbrellas,
    LentUmbrella,
    ReturnedUmbrella,
    GaveUpUmbrella,
    OfferedPicture,
    /// <summary>Somebody has looked at it and ticked that nobody can be recognised on it.</summary>
    PublishedPicture,
    RefusedPicture,
    WithdrewPicture,
    /// <summary>The old one opens nothing from now on.</summary>
    RenewedInnerCode,
    WroteToKeepers,
    ReadNote,
    /// <summary>A keeper has left their own phone for links to come in by, or taken it away.</summary>
    ChangedKeeperPhone,
    SignedInByLink,
    /// <summary>The amount is how many stations.</summary>
    OpenedRound,
    EndedRound,
    AskedExcuse,
    ExcusedStation,
    TookBackExcuse,
    /// <summary>The amount is 0 where it counts, 1 where it contradicts another and waits.</summary>
    DeliveredInspection,
    /// <summary>Which of several visits counts; the amount is how many there were.</summary>
    SettledInspection,
    MendedFault,
    ClosedFault,
    /// <summary>Said to be mended, and found not to be.</summary>
    ReturnedFault,
    ExportedRound,
    OpenedFund,
    /// <summary>The amount is in fen, as with the next two and a purchase.</summary>
    GrantedFund,
    SpentFund,
    ReversedFundEntry,
    BoughtGoods,
    VoidedGoodsBatch,
    /// <summary>The amount is to how many stations.</summary>
    PlannedDeliveries,
    /// <summary>The amount is how many things, as with those that follow.</summary>
    SentGoods,
    RecalledGoods,
    SignedForGoods,
    /// <summary>What the keeper did not count was found, went back, or is lost.</summary>
    SettledDelivery,
    HandedOutGoods,
    SentGoodsToRepair,
    GotGoodsRepaired,
    ReturnedGoods,
    AskedWriteOff,
    /// <summary>By the second person.</summary>
    WroteOffGoods,
    RefusedWriteOff,
    ReversedGoodsEntry,
    AskedForGoods,
    AnsweredGoodsAsk,
    SetLeastGoods,
    ExportedGoods,
    /// <summary>The amount is how much was found wrong.</summary>
    VerifiedStock,
    /// <summary>A district asks its stations to open longer in heat, cold or storm.</summary>
    OrderedStationMode,
    EndedStationMode,
    AnsweredStationMode,
    /// <summary>A member, about the use of the medical insurance's data for the direct settlement.</summary>
    AgreedToSettlement,
    WithdrewFromSettlement,
    /// <summary>Who receives a payment to somebody who has died.</summary>
    NamedBeneficiary,
    /// <summary>The amount is how many are shown.</summary>
    SawWaitingPayments,
    /// <summary>With the steps of each: what somebody spent on their health.</summary>
    SawAidDecisions,
    ObjectedToSettlement,
    AnsweredObjection,
    PreviewedRule,
    /// <summary>The amount is how many decisions were made again.</summary>
    ReplayedDecisions,
    HandedInEnrolmentRoll,
    /// <summary>The amount is how many people take part by it.</summary>
    TookEnrolmentRoll,
    DroppedEnrolmentRoll,
    /// <summary>The amount is in fen, as with the next two.</summary>
    EnteredPremium,
    /// <summary>By the second officer.</summary>
    ConfirmedPremium,
    RefusedPremium,
    AskedToEnrol,
    LeftPlan,
    PrintedCertificates,
    /// <summary>A union's members may take part alone from now on.</summary>
    OpenedOwnEnrolment,
    ClosedOwnEnrolment,
    /// <summary>Somebody looked at the records behind a number about mutual aid.</summary>
    OpenedAidRecords,
    /// <summary>A keeper or an officer says when a station is open from now on.</summary>
    PostedHours,
    FiledClaim,
    /// <summary>The unit has said who it is; of the claim itself it sees nothing.</summary>
    CheckedClaimant,
    AskedClaimPapers,
    BroughtClaimPapers,
    ForwardedClaim,
    DecidedClaim,
    /// <summary>A second officer agreed, or sent it back.</summary>
    SecondedClaim,
    ObjectedToClaim,
    WithdrewClaim,
    WithdrewHealthConsent,
    ReadClaim,
    ReadClaimPaper,
    /// <summary>The amount is how many payments.</summary>
    PreparedClaimBatch,
    /// <summary>The amount is in fen.</summary>
    GrantedPlanFund,
    DrewShiftRoute,
    EndedShiftRoute,
    /// <summary>The amount is how many rows were accepted.</summary>
    ImportedToilets,
    /// <summary>The street has seen the hours that a keeper posted, and agrees.</summary>
    AgreedToHours,
    AskedAboutHours,
    ExplainedHours,
    JoinedRound,
    /// <summary>The amount is how many stations.</summary>
    CancelledRound,
}

/// <summary>What for a person's data was looked at: chosen from these, and shown to that person.</summary>
public enum Purpose
{
    /// <summary>To decide on their application.</summary>
    DecideApplication,
    /// <summary>They asked for it.</summary>
    MemberAsked,
    /// <summary>To mend or check the record.</summary>
    CheckRecord,
    /// <summary>To reach them by telephone.</summary>
    CallMember,
    /// <summary>To settle a benefit.</summary>
    SettleBenefit,
    /// <summary>A report that the law asks for.</summary>
    LegalReport,
    /// <summary>To see what stands behind a number.</summary>
    CheckNumbers,
}

static class LogCode
{
    /// <summary>ImportedMembers → imported-members.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
