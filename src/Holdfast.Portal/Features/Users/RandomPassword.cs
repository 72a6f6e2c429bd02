using System.Security.Cryptography;

namespace Holdfast.Portal.Features.Users;

/// <summary>A password to hand over. 16 characters of 32 make 80 random bits; none of them looks like another.</summary>
internal static class RandomPassword
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Length = 16;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);
}
