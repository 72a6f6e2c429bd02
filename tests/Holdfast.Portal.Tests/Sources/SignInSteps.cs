using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>What people do at the sign-in page, also when it may fail.</summary>
internal static class SignInSteps
{
    /// <returns>The id of the problem; null: signed in.</returns>
    public static async Task<string?> TrySignInAsync(this TestApp app, string name, string password)
    {
        var page = await app.Http.GetStringAsync("/sign-in");
        using var answer = await app.PostAsync("/sign-in", page, ("userName", name), ("userPass", password));
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            return null;
        }

        var text = await answer.Content.ReadAsStringAsync();
        var at = text.IndexOf("HF-", StringComparison.Ordinal);
        return at < 0 ? text : text.Substring(at, 7);
    }
}
