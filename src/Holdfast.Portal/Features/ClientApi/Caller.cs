using Holdfast.Data.Authorizations;
using Holdfast.Data.Users;

namespace Holdfast.Portal.Features.ClientApi;

/// <summary>The app, and the person behind it, whose token came with a request.</summary>
public sealed record Caller(Authorization Authorization, User User);
