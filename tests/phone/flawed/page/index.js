/* global Page */
Page({ tap() {} })
