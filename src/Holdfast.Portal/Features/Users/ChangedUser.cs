using Holdfast.Data.Users;

namespace Holdfast.Portal.Features.Users;

/// <param name="User">As it is now.</param>
/// <param name="EndedConfigurations">How many of the user's configurations ended with the change.</param>
public sealed record ChangedUser(User User, int EndedConfigurations);
