namespace Holdfast.Link.Enrolling;

/// <summary>Versions of the enrolment.</summary>
internal static class EnrolmentVersion
{
    /// <summary>2026-11: the first.</summary>
    public const int Current = 1;

    public const int Oldest = 1;

    public static bool IsCommon(int otherOldest, int otherCurrent) => otherOldest <= Current && otherCurrent >= Oldest;
}
