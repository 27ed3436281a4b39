using System.Globalization;
using Waystation.Pictures;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>The form by which a delivery is signed for.</summary>
/// <param name="Of">An item by its code.</param>
/// <param name="ForKeeper">An officer signs in the keeper's place.</param>
public sealed record Receipt(Delivery Delivery, Func<string, GoodsItem> Of, bool ForKeeper)
{
    /// <summary>A refused receipt is shown as it was typed.</summary>
    public string Typed(HttpRequest request, string field, string otherwise) => request.HasFormContentType && $"{request.Form["delivery"]}" == $"{Delivery.Id}" ? $"{request.Form[field]}" : otherwise;

    public static IReadOnlyList<Counted> Counted(Delivery delivery, IFormCollection form) =>
        [.. delivery.Lines.Select(line => new Counted(line.Kind, Count($"{form[$"got.{line.Kind}"]}", line.Quantity), UseGoods.Told($"{form[$"why.{line.Kind}"]}", isNeeded: false)))];

    public static FormPhoto Photo(IFormCollection form) =>
        new(Guid.TryParse(form["picture"], out var id) ? id : Guid.Empty, form.Files.GetFile("photo"), form["takenAt"]);

    static int Count(string typed, int most) => int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new Refusal(Say.AtMostWhatWasSent(most));
}
