using Holdfast.Data;
using Holdfast.Data.AuthorizationCodes;
using Holdfast.Data.Users;
using Holdfast.OAuth.Authorize;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Notices;
using CodeRow = Holdfast.Data.AuthorizationCodes.AuthorizationCode;
using CodeText = Holdfast.OAuth.Token.AuthorizationCode;

namespace Holdfast.Portal.Features.OAuth;

/// <summary>A person approves an app: makes the code that the app exchanges for its first tokens.</summary>
public sealed class ApproveApp(
    IDatabase database,
    AuthorizationCodeStore codes,
    UserStore users,
    NoticeBook notices,
    AuditLog audit,
    TimeProvider clock
)
{
    /// <returns>The code, for the redirect to the app.</returns>
    public Task<string> ApproveAsync(AuthorizeRequest request, Visitor visitor, CancellationToken cancel) =>
        database.WriteAsync(
            async unit =>
            {
                var code = CodeText.New();
                var now = clock.GetUtcNow();
                await codes.AddAsync(
                    unit,
                    new CodeRow
                    {
                        Hash = CodeText.Hash(code),
                        UserId = visitor.UserId,
                        ClientId = request.Client.ClientId,
                        RedirectUri = request.ReturnAddress.RedirectUri,
                        CodeChallenge = request.CodeChallenge,
                        CreatedAt = now,
                        ExpiresAt = now + CodeText.Lifetime,
                        SecondFactor = visitor.HasSecondFactor,
                    }
                );
                await audit.AddAsync(unit, Actor.Of(visitor), "app.approve", request.Client.ClientId);
                if (await users.FindAsync(unit, visitor.UserId) is { } person)
                {
                    await notices.ToPersonAsync(
                        unit,
                        NoticeKinds.NewApp,
                        person,
                        $"You approved the app {request.Client.DisplayName}, from {visitor.Address?.ToString() ?? "this machine"}."
                    );
                }

                return code;
            },
            cancel
        );
}
