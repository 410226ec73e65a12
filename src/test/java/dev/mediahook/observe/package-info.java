/** Tests of what the health endpoint asks. */
package dev.mediahook.observe;
