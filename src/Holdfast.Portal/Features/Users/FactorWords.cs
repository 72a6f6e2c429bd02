using Holdfast.Data.Users;

namespace Holdfast.Portal.Features.Users;

/// <summary>Somebody's second factors in a few words: “App, 2 passkeys”.</summary>
internal static class FactorWords
{
    public static string Of(UserFactors factors) =>
        string.Join(
            ", ",
            new[]
            {
                factors.App ? "App" : null,
                factors.Passkeys switch
                {
                    0 => null,
                    1 => "1 passkey",
                    var count => $"{count} passkeys",
                },
            }.Where(word => word is not null)
        );
}
