using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using QRCoder;
using QRCoder.Exceptions;

namespace Holdfast.Portal.Features.Devices;

/// <summary>A QR code as SVG for the page itself: no file of it exists anywhere.</summary>
public static class QrPicture
{
    /// <summary>Null: the text is too long for a QR code.</summary>
    public static string? Of(string text, string description)
    {
        try
        {
            using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L, forceUtf8: true);
            return Draw(code, description);
        }
        catch (DataTooLongException)
        {
            return null;
        }
    }

    private static string Draw(QRCodeData code, string description)
    {
        var size = code.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return $"""
            <svg class="qr" role="img" aria-label="{HtmlEncoder.Default.Encode(
                description
            )}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>
            """;
    }
}
