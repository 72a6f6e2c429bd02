using System.Security.Cryptography;
using System.Text;
using System.Web;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Apps;

/// <summary>The part of the flow that happens in the user's browser: sign in, approve, and back to the app with a code.</summary>
/// <param name="RedirectUri">Where the app would listen.</param>
internal sealed record SignIn(string ClientId, string RedirectUri, string Verifier, string State)
{
    public static SignIn Begin(string clientId, int port) =>
        new(clientId, $"http://127.0.0.1:{port}/callback", Random43(), Random43());

    /// <summary>The parameters in the order in which the real library sends them.</summary>
    public Uri Address(Uri authorization)
    {
        var challenge = Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var query =
            $"client_id={Uri.EscapeDataString(ClientId)}&code_challenge={challenge}&code_challenge_method=S256"
            + $"&redirect_uri={Uri.EscapeDataString(RedirectUri)}&response_type=code&scope=config&state={State}";
        return new Uri($"{authorization}?{query}");
    }

    /// <summary>What a person does there. One who is signed in already only approves.</summary>
    /// <returns>The code.</returns>
    public async Task<string> InAsync(Browser browser, Uri authorization, string user, string password)
    {
        browser.StopAt = RedirectUri;
        var page = await browser.GoAsync(Address(authorization));
        if (page.Document.QuerySelector("[name=userName]") is not null)
        {
            var fields = new Dictionary<string, string> { ["userName"] = user, ["userPass"] = password };
            page = await browser.SubmitAsync(page.FormWith("userName"), fields);
        }

        page = await browser.SubmitAsync(
            page.FormWith("approve"),
            new Dictionary<string, string>(),
            ("approve", "yes")
        );
        return Code(page);
    }

    private string Code(Page page)
    {
        var answer = HttpUtility.ParseQueryString(page.Address.Query);
        if (!page.Address.AbsoluteUri.StartsWith(RedirectUri, StringComparison.Ordinal) || answer["state"] != State)
        {
            throw new LabException($"The browser ended at {page.Address} ({page.Status}): {page.Words}");
        }

        return answer["code"] ?? throw new LabException($"The server answered {answer["error"]}.");
    }

    private static string Random43() => Base64Url(RandomNumberGenerator.GetBytes(32));

    private static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public override string ToString() => ClientId;
}
