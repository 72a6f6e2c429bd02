using Holdfast.Identity.Factors;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.SignIn;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Web.OnFakes;

/// <summary>The cookie is the name of the user: nothing to take home.</summary>
internal sealed class FakeSignIn(FakeWorld world) : ISignInDesk
{
    public const string Cookie = "__Host-fake-session";

    public Task<Problem?> SignInAsync(HttpContext http, string userName, string password)
    {
        var known = world.Find(userName) is not null && password == FakeWorld.Password;
        if (!known)
        {
            return Task.FromResult<Problem?>(FakeProblems.WrongPassword.At("userPass", "User name or password."));
        }

        http.Response.Cookies.Append(Cookie, userName, new() { Secure = true, HttpOnly = true });
        return Task.FromResult<Problem?>(null);
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
