using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Waystation.Shared;

/// <summary>What the framework says of a value that it cannot read, in our words and the reader's language.</summary>
static class WrongValues
{
    public static void SayInOurWords(this DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((typed, _) => Said(typed));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(Said);
        messages.SetValueIsInvalidAccessor(Said);
        messages.SetValueMustNotBeNullAccessor(Said);
        messages.SetUnknownValueIsInvalidAccessor(_ => Said(""));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Said(""));
        messages.SetValueMustBeANumberAccessor(_ => Said(""));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Said(""));
    }

    static string Said(string typed) => Words.Say("shared.value-not-understood", typed.Length > 40 ? typed[..40] : typed);
}
