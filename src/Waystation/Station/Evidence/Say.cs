using Waystation.Shared;

namespace Waystation.Evidence;

static class Say
{
    public static Sentence NotRunning => new("evidence.not-running");
    public static Sentence SayWhat => new("evidence.say-what");
    public static Sentence WhichFacility => new("evidence.which-facility");
    public static Sentence AnsweredAlready => new("evidence.answered-already");
    public static Sentence ChooseAnAnswer => new("evidence.choose-an-answer");
    public static Sentence ChooseAKind => new("evidence.choose-a-kind");
    public static Sentence GiveAReason(int most) => new("evidence.give-a-reason", most);
    public static Sentence EndsInTheFuture => new("evidence.ends-in-the-future");
    public static Sentence NotSoLong(int days) => new("evidence.not-so-long", days);
    public static Sentence OverAlready => new("evidence.over-already");
    public static Sentence TimeWrong => new("evidence.time-wrong");
}
