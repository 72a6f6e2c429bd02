using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using System.Web;
using Holdfast.Identity.Factors;

namespace Holdfast.Portal.Tests.Running;

/// <summary>What people do with second factors, at the pages.</summary>
internal static partial class FactorSteps
{
    public const string NewApp = "/account/factors/app";

    /// <summary>Adds an authenticator app, as somebody who reads its secret off the page.</summary>
    public static async Task<AppInHand> AddAppAsync(this RunningPortal portal, TestApp app, string returnTo = "")
    {
        var path = NewApp + (returnTo.Length > 0 ? $"?returnTo={Uri.EscapeDataString(returnTo)}" : "");
        var page = await app.Http.GetStringAsync(path);
        var secret = Read(Secret().Match(page).Groups["text"].Value);
        using var answer = await app.PostAsync(path, page, ("code", portal.CodeOf(secret)));
        var done = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, done);
        return new AppInHand(secret, RecoveryCodesOn(done));
    }

    /// <summary>Somebody who has an authenticator app, and whose next code is not used yet.</summary>
    public static async Task<(string Name, AppInHand InHand)> AddUserWithAppAsync(this RunningPortal portal)
    {
        var name = await portal.AddUserAsync();
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        var inHand = await portal.AddAppAsync(app);
        portal.NextCode();
        return (name, inHand);
    }

    /// <summary>The code that the app shows now.</summary>
    public static string CodeOf(this RunningPortal portal, byte[] secret) =>
        Totp.Code(secret, Totp.StepAt(portal.Clock.GetUtcNow()));

    /// <summary>What somebody types whose app shows something else.</summary>
    public static string WrongCode(this RunningPortal portal, byte[] secret)
    {
        var step = Totp.StepAt(portal.Clock.GetUtcNow());
        string[] right = [.. Enumerable.Range(-2, 5).Select(away => Totp.Code(secret, step + away))];
        return Enumerable.Range(0, 6).Select(n => $"{n}{n}{n}{n}{n}{n}").First(code => !right.Contains(code));
    }

    /// <summary>Until the app shows the next code.</summary>
    public static void NextCode(this RunningPortal portal) =>
        portal.Clock.PutForward(TimeSpan.FromSeconds(Totp.Period));

    public static Task<HttpResponseMessage> TryCodeAsync(
        this TestApp app,
        string code,
        string page = "/sign-in/second"
    ) => PostStepAsync(app, page, "Code", ("code", code));

    public static Task<HttpResponseMessage> TryRecoveryCodeAsync(this TestApp app, string code) =>
        PostStepAsync(app, "/sign-in/second", "Recovery", ("recoveryCode", code));

    /// <summary>Presses a button of a page.</summary>
    public static async Task<HttpResponseMessage> PostStepAsync(
        this TestApp app,
        string page,
        string handler,
        params (string Name, string Value)[] fields
    )
    {
        var shown = await app.Http.GetStringAsync(page);
        return await app.PostAsync($"{page}{(page.Contains('?') ? '&' : '?')}handler={handler}", shown, fields);
    }

    /// <summary>Where a page leads who asks for it; null: it is shown.</summary>
    public static async Task<string?> LedToAsync(this TestApp app, string path)
    {
        using var answer = await app.Http.GetAsync(path);
        return answer.Headers.Location?.OriginalString.Split('?')[0];
    }

    public static async Task SetAsync(this RunningPortal portal, object settings)
    {
        using var answer = await portal.Admin.PatchAsJsonAsync("/api/admin/v1/settings", settings);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static IReadOnlyList<string> RecoveryCodesOn(string page) =>
        HttpUtility
            .HtmlDecode(Codes().Match(page).Groups["codes"].Value)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>RFC 4648 section 6, without padding.</summary>
    private static byte[] Read(string base32)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(
            base32.Where(c => c != ' ').Select(c => Convert.ToString(Alphabet.IndexOf(c), 2).PadLeft(5, '0'))
        );
        return
        [
            .. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2)),
        ];
    }

    [GeneratedRegex("""id="app-secret"[^>]*>(?<text>[A-Z2-7 ]+)<""")]
    private static partial Regex Secret();

    [GeneratedRegex("""id="recovery-codes"[^>]*>(?<codes>[^<]+)<""")]
    private static partial Regex Codes();
}

/// <summary>An authenticator app that somebody has added, with what was shown then.</summary>
internal sealed record AppInHand(byte[] Secret, IReadOnlyList<string> RecoveryCodes);
