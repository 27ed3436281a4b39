using System.Text;
using QRCoder;

namespace Waystation.Paper;

/// <summary>A QR code as SVG that takes its size from the page: one path, dark modules only, with the quiet border the standard asks for.</summary>
public static class QrPicture
{
    /// <summary>Level M: up to 15 % of the picture may be scratched or in glare.</summary>
    public static string Of(string text)
    {
        using var made = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = made.ModuleMatrix;
        var dark = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x]) dark.Append($"M{x} {y}h1v1h-1z");
            }
        }

        return $"""<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path fill="#1d2a33" d="{dark}"/></svg>""";
    }
}
