namespace Waystation.Shared;

/// <summary>A page whose form was refused is shown as the form was typed: whoever mends one figure does not write the reason anew.</summary>
public static class TypedAgain
{
    /// <summary>The form of this handler has just been refused; where the same form stands there for several things, the one of this thing.</summary>
    /// <param name="of">The fields that name the thing, and their values.</param>
    public static bool IsTyped(this HttpContext http, string handler, params (string Field, object Value)[] of) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && string.Equals($"{http.Request.Query["handler"]}", handler, StringComparison.OrdinalIgnoreCase)
        && of.All(thing => $"{http.Request.Form[thing.Field]}" == $"{thing.Value}");

    public static string Typed(this HttpContext http, string handler, string field, string otherwise = "", params (string Field, object Value)[] of) =>
        http.IsTyped(handler, of) ? $"{http.Request.Form[field]}" : otherwise;
}
