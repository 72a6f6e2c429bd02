using Microsoft.Playwright;

namespace Holdfast.Web.Browsing;

/// <summary>Pictures of pages for people to judge, in <c>artifacts/screens</c>.</summary>
internal static class Screens
{
    private static readonly string Folder = Find();

    public static Task SaveAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = true });

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Holdfast.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not inside the repository.");
        }

        return Directory.CreateDirectory(Path.Combine(folder, "artifacts", "screens")).FullName;
    }
}
