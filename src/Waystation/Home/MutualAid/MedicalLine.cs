namespace Waystation.MutualAid;

/// <summary>One line of the medical insurance's data, in the version that counts.</summary>
/// <param name="On">The day of the visit, or of admission.</param>
/// <param name="OwnFen">自付一: what the member paid of what the insurance's catalogue covers.</param>
/// <param name="Left">The day of discharge, where it is known.</param>
/// <param name="IsObservation">急诊留观, which a city's rule may count with the stay that follows.</param>
public readonly record struct MedicalLine(string Serial, bool IsStay, DateOnly On, long OwnFen, DateOnly? Left = null, bool IsObservation = false);
