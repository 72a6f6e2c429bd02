using System.Diagnostics;
using Holdfast.Testing;

namespace Holdfast.Web.Pages;

/// <summary>Reads a QR code from a picture, as the camera of a phone does.</summary>
internal static class QrReader
{
    public static async Task<string> ReadAsync(byte[] picture)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "qr.png");
        await File.WriteAllBytesAsync(file, picture);
        return await ReadAsync(file);
    }

    private static async Task<string> ReadAsync(string picture)
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
