using System.Diagnostics;

namespace Holdfast.Web.Pages;

/// <summary>Reads a QR code from a picture, as the camera of a phone does.</summary>
internal static class QrReader
{
    public static async Task<string> ReadAsync(string picture)
    {
        var start = new ProcessStartInfo("zbarimg", ["--quiet", "--raw", picture])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text.TrimEnd('\n');
    }
}
