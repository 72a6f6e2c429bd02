namespace Holdfast.Data.Users;

/// <summary>What somebody may do in the portal. Stored as the word in lower case.</summary>
public enum Role
{
    User,
    Administrator,
}
