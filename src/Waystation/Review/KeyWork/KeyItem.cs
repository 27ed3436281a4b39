using Waystation.Shared;

namespace Waystation.KeyWork;

public enum KeyState { Open, Done, Withdrawn }

/// <summary>A key-work item (重点工作): what is to be done, by which unit, who answers for it, until when. Each verb leaves a line that stays.</summary>
public sealed class KeyItem : IBelongToUnion
{
    KeyItem() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The unit that owns it.</summary>
    public Guid UnionId { get; private set; }

    /// <summary>The union that set it; its terms are changed there or above.</summary>
    public Guid SetById { get; private init; }
    public string Title { get; private set; } = "";

    /// <summary>What will show that it is done.</summary>
    public string Measure { get; private set; } = "";

    /// <summary>Who answers for it: a post, or a name as written.</summary>
    public Guid? PostId { get; private set; }
    public string? Person { get; private set; }
    public DateOnly SetOn { get; private init; }
    public DateOnly DueOn { get; private set; }
    public KeyState State { get; private set; }
    public DateOnly? EndedOn { get; private set; }

    /// <summary>The latest day for which something was shown.</summary>
    public DateOnly? ShownOn { get; private set; }
    public int Version { get; private set; }

    public bool IsOpen => State is KeyState.Open;

    public static (KeyItem Item, KeyLine Line) Set(KeyTerms terms, Guid setBy, Told told)
    {
        var wanted = terms.Checked(told.On);
        var item = new KeyItem { SetById = setBy, SetOn = told.On };
        item.Take(wanted);
        return (item, item.Line(KeyLineKind.Set, told));
    }

    /// <summary>Other terms, and why.</summary>
    public KeyLine Change(KeyTerms terms, Told told)
    {
        Rule.Require(IsOpen, Say.NotOpen);
        var wanted = terms.Checked(SetOn);
        Rule.Require(wanted != Terms, Say.NothingChanged);
        Take(wanted);
        return Line(KeyLineKind.Changed, told);
    }

    /// <summary>What was done on a day.</summary>
    public KeyLine Show(DateOnly day, Told told, NumberShown? number = null)
    {
        Rule.Require(IsOpen, Say.NotOpen);
        Rule.Require(told.Words.Length >= 4, Say.ShowSomething);
        Rule.Require(day <= told.On, Say.NotYet);
        Rule.Require(day >= SetOn.AddDays(-31), Say.BeforeItWasSet);
        if (ShownOn is null || day > ShownOn) ShownOn = day;
        return Line(KeyLineKind.Shown, told, day, number);
    }

    /// <summary>Nothing is done that was not shown.</summary>
    public KeyLine Finish(Told told)
    {
        Rule.Require(IsOpen, Say.NotOpen);
        Rule.Require(ShownOn is not null, Say.NothingShown);
        Rule.Require(told.Words.Length >= 4, Say.SayHowItEnded);
        (State, EndedOn) = (KeyState.Done, told.On);
        return Line(KeyLineKind.Done, told);
    }

    /// <summary>Only in the month in which it ended: the lists of past months stay as they were.</summary>
    public KeyLine Reopen(Told told)
    {
        Rule.Require(!IsOpen, Say.AlreadyOpen);
        Rule.Require((EndedOn!.Value.Year, EndedOn.Value.Month) == (told.On.Year, told.On.Month), Say.MonthIsOver);
        Rule.Require(told.Words.Length >= 4, Say.SayWhy);
        (State, EndedOn) = (KeyState.Open, null);
        return Line(KeyLineKind.Reopened, told);
    }

    public KeyLine Withdraw(Told told)
    {
        Rule.Require(IsOpen, Say.NotOpen);
        Rule.Require(told.Words.Length >= 4, Say.SayWhy);
        (State, EndedOn) = (KeyState.Withdrawn, told.On);
        return Line(KeyLineKind.Withdrawn, told);
    }

    /// <summary>The leader's word; it changes nothing and stays.</summary>
    public KeyLine Comment(Told told)
    {
        Rule.Require(told.Words.Length >= 2, Say.CommentIsEmpty);
        return Line(KeyLineKind.Comment, told);
    }

    public KeyTerms Terms => new(Title, Measure, UnionId, PostId, Person, DueOn);

    void Take(KeyTerms terms) => (Title, Measure, UnionId, PostId, Person, DueOn) = terms;

    KeyLine Line(KeyLineKind kind, Told told, DateOnly? day = null, NumberShown? number = null)
    {
        // A comment leaves the item as it is: two leaders may speak at once.
        if (kind is not KeyLineKind.Comment) Version++;
        return KeyLine.Of(this, kind, told, day, number);
    }
}
