using System.Text.Json;
using Waystation.Shared;

namespace Waystation.MyData;

public enum DataRequestKind
{
    /// <summary>A value of the record is wrong.</summary>
    Correct,
    /// <summary>A voluntary value goes; nobody has to agree.</summary>
    WithdrawConsent,
    /// <summary>The sign-in is closed; nobody has to agree.</summary>
    CloseAccount,
    /// <summary>退会: free to everybody; the union makes it known.</summary>
    Quit,
    /// <summary>The record is made nobody's.</summary>
    Erase,
}

public enum DataRequestState { Open, Granted, Refused, TakenBack }

/// <summary>Why a request may be refused: only for one of these (PIPL §47, §50).</summary>
public enum WhyRefused { KeptByLaw, IdentityNotEstablished, AlreadyCorrect, NotHeld }

/// <summary>Something a person wants done with their own data: a task of their union with a clock. What they wrote stands sealed with their own key.</summary>
public sealed class DataRequest : IBelongToUnion, IOfAccount
{
    DataRequest() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; private init; }
    public Guid? AccountId { get; private init; }
    public Guid? MemberId { get; private init; }
    public DataRequestKind Kind { get; private init; }

    /// <summary>The code of a field of the record.</summary>
    public string? Field { get; private init; }
    public byte[]? Sealed { get; private init; }

    /// <summary>The stamp of the rule that its clock follows.</summary>
    public string Rule { get; private init; } = "";
    public DataRequestState State { get; private set; } = DataRequestState.Open;
    public WhyRefused? Reason { get; private set; }
    public DateTime MadeAt { get; private init; }

    /// <summary>The last day in time.</summary>
    public DateOnly DueOn { get; private init; }
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>The post that answered; none where nobody had to.</summary>
    public Guid? AnsweredBy { get; private set; }

    public bool IsOpen => State is DataRequestState.Open;

    public bool IsOverdueOn(DateOnly day) => IsOpen && day > DueOn;

    internal static DataRequest Make(DataRequestKind kind, Petitioner by, Due due, string? field = null, byte[]? written = null) => new()
    {
        Kind = kind, UnionId = by.UnionId, AccountId = by.AccountId, MemberId = by.MemberId, Field = field, Sealed = written,
        Rule = due.Rule, MadeAt = due.From, DueOn = due.On,
    };

    /// <summary>Done at once, by right: no post had to agree.</summary>
    public void Done(DateTime at) => Answer(DataRequestState.Granted, null, at);

    public void Grant(Guid byPost, DateTime at) => Answer(DataRequestState.Granted, byPost, at);

    public void Refuse(WhyRefused reason, Guid byPost, DateTime at)
    {
        Shared.Rule.Require(reason.MayRefuse(Kind), Say.NotAReasonHere);
        Answer(DataRequestState.Refused, byPost, at);
        Reason = reason;
    }

    public void TakeBack(DateTime at) => Answer(DataRequestState.TakenBack, null, at);

    void Answer(DataRequestState state, Guid? by, DateTime at)
    {
        Shared.Rule.Require(IsOpen, Say.AnsweredAlready);
        (State, AnsweredBy, AnsweredAt) = (state, by, at);
    }
}

/// <summary>Who asks: their account, their record, and the union that answers (the city's where no record is bound).</summary>
sealed record Petitioner(Guid UnionId, Guid AccountId, Guid? MemberId);

/// <summary>By when, under which rule.</summary>
sealed record Due(string Rule, DateTime From, DateOnly On);

static class DataRequestCodes
{
    /// <summary>CloseAccount → close-account, as stored and as in the words.</summary>
    public static string Code(this Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Leaving is free: it can only fail for want of knowing who asks.</summary>
    public static bool MayRefuse(this WhyRefused reason, DataRequestKind kind) => kind switch
    {
        DataRequestKind.Quit => reason is WhyRefused.IdentityNotEstablished,
        DataRequestKind.Erase => reason is not WhyRefused.AlreadyCorrect,
        _ => reason is not WhyRefused.KeptByLaw,
    };
}
