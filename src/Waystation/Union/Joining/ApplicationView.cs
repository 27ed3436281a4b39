using Waystation.Members;
using Waystation.Messages;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>A transfer beside its application.</summary>
public sealed record TransferView(TransferState State, string Acts, DateOnly? DueOn);

/// <summary>An application as a page tells it: where it stands, who must act and until when; of the person only what is masked.</summary>
/// <param name="Who">Null where it is forgotten.</param>
/// <param name="Acts">The union that must act, or acted last.</param>
/// <param name="Reason">The rule by which it was refused.</param>
public sealed record ApplicationView(Application Application, Applicant? Who, string Acts, string? Home, string? Street, string? Station, RuleVersion<ReasonToRefuse>? Reason, TransferView? Transfer, DateOnly Today)
{
    public Guid Id => Application.Id;

    public string Name => Who?.MaskedName ?? Words.Say("joining.forgotten");

    public string Number => Who is null ? "" : IdentityDocument.Masked(Who.Number);

    public string Phone => Who is null or { Phone: "" } ? "" : Mobile.Masked(Who.Phone);

    public string Meant => Home ?? Words.Say("joining.street-without-union", Street ?? "");

    public bool IsOverdue => Application.DueOn < Today;

    public string StateClass => Application.State switch
    {
        ApplicationState.Approved => "open",
        ApplicationState.Refused when Transfer is { State: TransferState.Done } => "open",
        ApplicationState.Refused when Transfer is { State: TransferState.Asked or TransferState.Objected } => "unknown",
        ApplicationState.Refused or ApplicationState.Withdrawn => "closed",
        _ => IsOverdue ? "closed" : "unknown",
    };

    public string State => Application.State switch
    {
        ApplicationState.Refused when Transfer is { } transfer => Words.Say($"joining.transfer-{transfer.State.ToString().ToLowerInvariant()}"),
        _ => Words.Say($"joining.state-{Application.State.ToString().ToLowerInvariant()}"),
    };

    /// <summary>Who must act and until when, or what became of it.</summary>
    public string Next => Application.State switch
    {
        ApplicationState.Submitted when Application.PassedUp > 0 => Words.Say("joining.next-passed-up", Acts, Due(Application.DueOn)),
        ApplicationState.Submitted => Words.Say("joining.next-submitted", Acts, Due(Application.DueOn)),
        ApplicationState.Appealed => Words.Say("joining.next-appealed", Acts, Due(Application.DueOn)),
        ApplicationState.Approved => Words.Say("joining.next-approved", Home, DueDay.Of(Application.DecidedAt!.Value)),
        ApplicationState.Withdrawn => Words.Say("joining.next-withdrawn"),
        _ => AfterRefusal,
    };

    string AfterRefusal => Transfer switch
    {
        { State: TransferState.Asked } => Words.Say("joining.next-transfer-asked", Due(Transfer.DueOn)),
        { State: TransferState.Objected } => Words.Say("joining.next-transfer-objected", Transfer.Acts, Due(Transfer.DueOn)),
        { State: TransferState.Done } => Words.Say("joining.next-transfer-done", Home),
        { State: TransferState.Declined } => Words.Say("joining.next-transfer-declined"),
        _ => Words.Say("joining.next-refused", Acts, ReasonTitle),
    };

    public string ReasonTitle => Reason?.Title.In(Words.IsEnglish) ?? "";

    /// <summary>What the person can do now, after a refusal for this reason.</summary>
    public string? ToDo => Application.State is ApplicationState.Refused && Transfer is null && Reason is { } reason ? Words.Say($"joining.todo-{reason.Id}") : null;

    public bool MayAppeal => Application.State is ApplicationState.Refused && Application.ForgottenAt is null && Transfer is null or { State: TransferState.Declined };

    string Due(DateOnly? day) => DueDay.Said(day!.Value, Today);
}
