using Holdfast.Identity;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Factors;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Web.OnFakes;

/// <summary>Second factors that are proven with the code 123456, and nothing behind them.</summary>
internal sealed class FakeFactors(FakeWorld world) : IFactorDesk, IProofDesk, IPasswordReset, IPasskeyDesk
{
    public const string Code = "123456";
    public const string Token = "a-token";

    private static readonly string[] Codes =
    [
        .. Enumerable.Range(0, 10).Select(number => $"7QKM-2XTA-0DHW-9Z{number}E"),
    ];

    public Task<FactorsView> ReadAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult(
            new FactorsView(
                world.Done.Contains("app") || visitor.Name == FakeWorld.AdministratorName
                    ? new(FakeWorld.Now.AddDays(-7), FakeWorld.Now.AddHours(-1))
                    : null,
                10,
                Demanded: false
            )
            {
                Passkeys =
                    visitor.Name == FakeWorld.AdministratorName
                        ? [new(Guid.CreateVersion7(), "Blue key", new(FakeWorld.Now.AddDays(-3), LastUsedAt: null))]
                        : [],
            }
        );

    public AppOffer OfferApp(Visitor visitor) => Offer();

    public AppOffer? ReadOffer(Visitor visitor, string ticket) => Offer();

    public Task<Outcome<AddedFactor>> AddAppAsync(HttpContext http, Visitor visitor, string ticket, string code)
    {
        if (code != Code)
        {
            return Task.FromResult<Outcome<AddedFactor>>(FactorProblems.WrongCode.At("code", ""));
        }

        world.Done.Add("app");
        return Task.FromResult<Outcome<AddedFactor>>(new AddedFactor(Codes));
    }

    public Task<Problem?> RemoveAppAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult<Problem?>(FactorProblems.LastFactor.At("", ""));

    public Task<Outcome<AddedFactor>> NewRecoveryCodesAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult<Outcome<AddedFactor>>(new AddedFactor(Codes));

    Task<ProofWays> IProofDesk.ReadAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult(new ProofWays(App: true, RecoveryCodes: true));

    public Task<Problem?> ByAppAsync(HttpContext http, Visitor visitor, string code)
    {
        if (code == Code)
        {
            world.Done.Add("proven");
        }

        return Task.FromResult(code == Code ? null : FactorProblems.WrongCode.At("code", ""));
    }

    public Task<Problem?> ByRecoveryCodeAsync(HttpContext http, Visitor visitor, string code) =>
        Task.FromResult<Problem?>(FactorProblems.WrongRecoveryCode.At("recoveryCode", ""));

    public Task<Problem?> ByPasswordAsync(HttpContext http, Visitor visitor, string password) =>
        Task.FromResult(password == FakeWorld.Password ? null : IdentityProblems.SignInFailed.At("password", ""));

    public Task<string?> FindAsync(string token, CancellationToken cancel) =>
        Task.FromResult(token == Token ? FakeWorld.UserName : null);

    public Task<IReadOnlyList<Problem>> SetAsync(string token, string password, CancellationToken cancel)
    {
        world.Done.Add("reset");
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }

    public PasskeyRequest? OfferSignIn() => new("{}", "ticket");

    public Task<Problem?> SignInAsync(HttpContext http, string ticket, string answer) =>
        Task.FromResult<Problem?>(FactorProblems.PasskeyRefused.At("", ""));

    public Task<PasskeyRequest?> OfferProofAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult<PasskeyRequest?>(new("{}", "ticket"));

    public Task<Problem?> ProveAsync(HttpContext http, Visitor visitor, string ticket, string answer) =>
        Task.FromResult<Problem?>(FactorProblems.PasskeyRefused.At("", ""));

    public Task<PasskeyRequest?> OfferCreationAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult<PasskeyRequest?>(new("{}", "ticket"));

    public Task<Outcome<AddedFactor>> AddAsync(HttpContext http, Visitor visitor, NewPasskeyForm form) =>
        Task.FromResult<Outcome<AddedFactor>>(FactorProblems.BadPasskeyName.At("name", ""));

    public Task<Problem?> RemoveAsync(Visitor visitor, Guid id, CancellationToken cancel) =>
        Task.FromResult<Problem?>(FactorProblems.NoSuchFactor.At("", ""));

    private static AppOffer Offer() =>
        new(
            "ticket",
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            "otpauth://totp/vpn.example.org:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=vpn.example.org"
        );
}
