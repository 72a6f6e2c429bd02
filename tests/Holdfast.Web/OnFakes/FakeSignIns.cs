using System.Net;
using Holdfast.Portal.Features.Account;

namespace Holdfast.Web.OnFakes;

/// <summary>One of each kind; there is always more.</summary>
internal sealed class FakeSignIns : ISignInHistory
{
    public Task<SignInList> ReadAsync(Guid userId, string? after, int limit, CancellationToken cancel) =>
        Task.FromResult(
            new SignInList(
                [
                    new(
                        FakeWorld.Now,
                        IPAddress.Parse("198.51.100.7"),
                        SignInEnd.SignedIn,
                        "Signed in with a passkey."
                    ),
                    new(
                        FakeWorld.Now.AddHours(-3),
                        IPAddress.Parse("2001:db8:85a3:8d3:1319:8a2e:370:7348"),
                        SignInEnd.Refused,
                        "Refused: a wrong code of the authenticator app."
                    ),
                    new(
                        FakeWorld.Now.AddHours(-4),
                        null,
                        SignInEnd.Halfway,
                        "The password was right; the second step was still to come."
                    ),
                ],
                "more"
            )
        );
}
