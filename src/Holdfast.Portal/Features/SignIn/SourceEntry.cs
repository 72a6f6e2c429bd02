using Holdfast.Data.Users;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>What came of asking sources for somebody.</summary>
/// <param name="User">Null: nobody is known by that name and password.</param>
/// <param name="NobodyAnswered">Sources were asked, and none of them could say yes or no.</param>
/// <param name="Challenge">What a source wants to hear beside the password, which is right; null: nothing.</param>
public sealed record SourceEntry(User? User, bool NobodyAnswered, SignInChallenge? Challenge = null);
