using System.Text.Json;

namespace Holdfast.Lab.Apps;

/// <summary>What the well-known document of a server says.</summary>
public sealed record AppServer(Uri Api, Uri Authorization, Uri Token)
{
    public static AppServer From(JsonElement document)
    {
        var api = document.GetProperty("api").GetProperty("http://eduvpn.org/api#3");
        return new AppServer(
            Secure(api.GetProperty("api_endpoint")),
            Secure(api.GetProperty("authorization_endpoint")),
            Secure(api.GetProperty("token_endpoint"))
        );
    }

    /// <summary>The real library refuses the whole document when one address is not https.</summary>
    private static Uri Secure(JsonElement text) =>
        new Uri(text.GetString() ?? "") is { Scheme: "https" } address
            ? address
            : throw new LabException($"The well-known document has the address {text}, which is not https.");
}
