using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>Whether a request was answered from a standby, which pages tell.</summary>
public static class Standby
{
    private static readonly object Key = new();

    public static void Note(HttpContext http, bool behind)
    {
        if (behind)
        {
            http.Items[Key] = true;
        }
    }

    public static bool Noted(HttpContext http) => http.Items.ContainsKey(Key);
}
