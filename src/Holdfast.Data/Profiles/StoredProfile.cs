using Holdfast.Model.Profiles;

namespace Holdfast.Data.Profiles;

/// <param name="Number">
/// Given when the profile was made and never to another one, also after removal; device names are built from it.
/// </param>
public sealed record StoredProfile(int Number, Profile Profile);
