using QRCoder;

namespace Waystation.Visits;

/// <summary>An address as a picture for paper.</summary>
static class QrCode
{
    const int PixelsPerModule = 8;

    public static string Of(string address)
    {
        using var made = new QRCodeGenerator().CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return $"data:image/png;base64,{Convert.ToBase64String(new PngByteQRCode(made).GetGraphic(PixelsPerModule))}";
    }
}
