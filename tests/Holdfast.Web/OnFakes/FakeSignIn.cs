using Holdfast.Identity.Factors;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.SignIn;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources.Oidc;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Web.OnFakes;

/// <summary>The cookie is the name of the user: nothing to take home.</summary>
internal sealed class FakeSignIn(FakeWorld world) : ISignInDesk, IProviderDesk
{
    public const string Cookie = "__Host-fake-session";

    public Task<SignInAnswer> SignInAsync(HttpContext http, string userName, string password)
    {
        var known = world.Find(userName) is not null && password == FakeWorld.Password;
        if (!known)
        {
            return Task.FromResult(
                SignInAnswer.Refused(FakeProblems.WrongPassword.At("userPass", "User name or password."))
            );
        }

        if (userName == FakeWorld.ChallengedName)
        {
            return Task.FromResult(new SignInAnswer(null, new("ticket", "Type the code that was sent to your phone.")));
        }

        return Task.FromResult(Enter(http, userName));
    }

    public Task<SignInAnswer> AnswerAsync(HttpContext http, string ticket, string response) =>
        Task.FromResult(
            ticket == "ticket" && response == "123456"
                ? Enter(http, FakeWorld.ChallengedName)
                : SignInAnswer.Refused(FakeProblems.WrongPassword.At("", "User name or password."))
        );

    public Task<IReadOnlyList<ProviderChoice>> ListAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ProviderChoice>>([new(Guid.Empty, "Company")]);

    /// <summary>The provider is so quick that nobody sees it.</summary>
    public Task<Outcome<Uri>> BeginAsync(HttpContext http, Guid sourceId, string returnTo, bool anew)
    {
        Enter(http, FakeWorld.UserName);
        return Task.FromResult<Outcome<Uri>>(new Uri($"https://{http.Request.Host}{returnTo}"));
    }

    public Task<ProviderEntry> FinishAsync(HttpContext http, Guid sourceId) =>
        Task.FromResult(new ProviderEntry("/account", OidcProblems.NotBegunHere.At("", "")));

    private static SignInAnswer Enter(HttpContext http, string userName)
    {
        http.Response.Cookies.Append(Cookie, userName, new() { Secure = true, HttpOnly = true });
        return SignInAnswer.Done;
    }

    public Task SignOutAsync(HttpContext http)
    {
        http.Response.Cookies.Delete(Cookie, new() { Secure = true, HttpOnly = true });
        return Task.CompletedTask;
    }

    public static Visitor? Read(HttpContext http, FakeWorld world) =>
        http.Request.Cookies[Cookie] is { } name && world.Find(name) is { } user
            ? new(user.Id, user.Name, user.Role, name == FakeWorld.NewcomerName && !world.Done.Contains("password"))
            {
                Need =
                    name == FakeWorld.CarefulName && !world.Done.Contains("proven") ? FactorNeed.Prove
                    : name == FakeWorld.LateName && !world.Done.Contains("app") ? FactorNeed.Enrol
                    : FactorNeed.Nothing,
            }
            : null;
}
